// How often a second this disk can make 4 KiB durable: the yardstick of durable writes.
//   sync_rate FOLDER
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <string>

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const std::string path = std::string(argv[1]) + "/sync_rate";
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return 1;
    const std::array<char, 4096> page{};
    const auto began = std::chrono::steady_clock::now();
    std::chrono::duration<double> passed{};
    int syncs = 0;
    for (; passed.count() < 1.0; ++syncs) {
        if (pwrite(file, page.data(), page.size(), (syncs % 256) * 4096) < 0) return 1;
        if (fdatasync(file) != 0) return 1;
        passed = std::chrono::steady_clock::now() - began;
    }
    close(file);
    unlink(path.c_str());
    fmt::print("{:.0f}\n", syncs / passed.count());
    return 0;
}
