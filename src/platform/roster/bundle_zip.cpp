// libzip stays in this file.
#include <zip.h>

#include "platform/roster/bundle.hpp"

namespace rapport::roster {

namespace {

struct Close {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

class Zip final : public Bundle {
  public:
    Zip(zip_t* archive, const BundleLimits& limits) : Bundle(limits), archive_(archive) {
        const auto count = zip_get_num_entries(archive, 0);
        if (static_cast<std::uint64_t>(count) > limits.entries_max) {
            flaws_.add(Kind::too_many_files, {.found = std::to_string(count)});
            return;
        }
        for (zip_int64_t i = 0; i < count; ++i) {
            const auto index = static_cast<zip_uint64_t>(i);
            // Guesses UTF-8 or the old DOS letters by itself.
            const char* name = zip_get_name(archive, index, ZIP_FL_ENC_GUESS);
            if (name != nullptr) consider(name, index);
        }
        choose();
    }

  private:
    struct FileStream final : Stream {
        std::size_t read(char* buffer, std::size_t size, End& end) override {
            if (file == nullptr) {
                end = is_locked ? End::locked : End::damaged;
                return 0;
            }
            const auto got = zip_fread(file.get(), buffer, size);
            // A wrong checksum shows as an error at the end.
            if (got < 0) end = End::damaged;
            if (got == 0) end = End::whole;
            return got < 0 ? 0 : static_cast<std::size_t>(got);
        }
        std::uint64_t packed_size() const override { return packed; }
        std::unique_ptr<zip_file_t, Close> file;
        std::uint64_t packed = 0;
        bool is_locked = false;
    };

    std::unique_ptr<Stream> open_file(const BundleFile& file) override {
        auto stream = std::make_unique<FileStream>();
        zip_stat_t about;
        zip_stat_init(&about);
        if (zip_stat_index(archive_.get(), file.index, 0, &about) == 0) {
            stream->packed = (about.valid & ZIP_STAT_COMP_SIZE) != 0 ? about.comp_size : 1;
            stream->is_locked = (about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
                                about.encryption_method != ZIP_EM_NONE;
        }
        if (stream->packed == 0) stream->packed = 1;
        if (!stream->is_locked) stream->file.reset(zip_fopen_index(archive_.get(), file.index, 0));
        return stream;
    }

    std::unique_ptr<zip_t, Close> archive_;
};

}  // namespace

Result<std::unique_ptr<Bundle>> open_zip(const std::string& path, const BundleLimits& limits) {
    int error = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_RDONLY, &error);
    if (archive == nullptr) return Refusal{.key = "roster.no_zip", .field = "bundle"};
    return std::unique_ptr<Bundle>(std::make_unique<Zip>(archive, limits));
}

}  // namespace rapport::roster
