// Stretching a passphrase takes 64 MiB and a tenth of a second, on purpose (reliability.md, section
// 4). In the tests it takes nothing, but where a test holds one of these.
#pragma once

namespace rapport::testing {

class FullStretch {
  public:
    FullStretch();
    ~FullStretch();
    FullStretch(const FullStretch&) = delete;
    FullStretch& operator=(const FullStretch&) = delete;
};

}  // namespace rapport::testing
