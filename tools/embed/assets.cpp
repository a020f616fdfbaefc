// Style sheets, scripts, fonts and icons of assets/, named by their content.
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <vector>

#include "../tplc/source.hpp"
#include "embed.hpp"

namespace embed {
namespace {

namespace fs = std::filesystem;

struct Served {
    std::string name, path, type, bytes;
};

std::string type_of(const std::string& extension) {
    static const std::map<std::string, std::string> known = {
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".webp", "image/webp"},
        {".woff2", "font/woff2"},
        {".webmanifest", "application/manifest+json"},
        {".json", "application/json"},
        {".txt", "text/plain; charset=utf-8"}};
    const auto found = known.find(extension);
    return found == known.end() ? std::string() : found->second;
}

// FNV-1a, shown as eight digits: enough to tell two versions of one file apart.
std::string hash_of(std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037ull;
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ull;
    }
    hash ^= hash >> 32;
    std::string made;
    for (int shift = 28; shift >= 0; shift -= 4) made += "0123456789abcdef"[(hash >> shift) & 15];
    return made;
}

std::string gzip(std::string_view bytes) {
    z_stream stream{};
    constexpr int gzip_window = 15 + 16;
    if (deflateInit2(&stream, 9, Z_DEFLATED, gzip_window, 9, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    std::string made(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 32, '\0');
    std::string copy(bytes);
    stream.next_in = reinterpret_cast<Bytef*>(copy.data());
    stream.avail_in = static_cast<uInt>(copy.size());
    stream.next_out = reinterpret_cast<Bytef*>(made.data());
    stream.avail_out = static_cast<uInt>(made.size());
    const int answer = deflate(&stream, Z_FINISH);
    made.resize(made.size() - stream.avail_out);
    deflateEnd(&stream);
    return answer == Z_STREAM_END ? made : std::string();
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file() && name[0] != '.') files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

class Shelf {
  public:
    Shelf(fs::path root, std::string& mistakes) : root_(std::move(root)), mistakes_(mistakes) {}

    void fill() {
        std::error_code error;
        std::set<fs::path> folders = {root_};
        for (const auto& entry : fs::directory_iterator(root_, error)) {
            const std::string name = entry.path().filename().string();
            const bool is_special = name == "css" || name == "js" || name == "icons";
            if (entry.is_directory() && !is_special) folders.insert(entry.path());
        }
        for (const fs::path& folder : folders) {
            for (const fs::path& file : files_in(folder)) other(file);
        }
        style_sheet();
        for (const fs::path& file : files_in(root_ / "js")) script(file, {});
    }

    std::string text() const {
        std::string rows;
        for (const Served& served : served_) {
            const std::string small = gzip(served.bytes);
            const bool is_worth_it = small.size() + 64 < served.bytes.size();
            rows += "    {" + literal(served.name) + ", " + literal(served.path) + ", " +
                    literal(served.type) + ",\n    {" + literal(served.bytes) + ", " +
                    std::to_string(served.bytes.size()) + "},\n    {" +
                    literal(is_worth_it ? small : "") + ", " +
                    std::to_string(is_worth_it ? small.size() : 0) + "}},\n";
        }
        return rows;
    }

    std::string icons() const {
        std::string rows;
        for (const fs::path& file : files_in(root_ / "icons")) {
            if (file.extension() != ".svg") continue;
            const std::string svg = smaller_svg(read(file));
            if (svg.empty()) mistakes_ += file.string() + ":1:1: error: this is no <svg>\n";
            rows += "    {" + literal(file.stem().string()) + ", " + literal(svg) + "},\n";
        }
        return rows;
    }

  private:
    std::string read(const fs::path& file) const {
        const auto text = tplc::read_file(file.string());
        if (!text) mistakes_ += file.string() + ":1:1: error: this file cannot be read\n";
        return text.value_or("");
    }

    const std::string& add(const std::string& name, std::string bytes) {
        const fs::path path(name);
        const std::string extension = path.extension().string();
        served_.push_back({name,
                           "/assets/" + path.stem().string() + "-" + hash_of(bytes) + extension,
                           type_of(extension), std::move(bytes)});
        return served_.back().path;
    }

    // Fonts, pictures: as they are. Licences and notes beside them are not served.
    void other(const fs::path& file) {
        const std::string extension = file.extension().string();
        if (type_of(extension).empty() || extension == ".txt") return;
        const std::string name = file.filename().string();
        paths_[name] = add(name, read(file));
    }

    void style_sheet() {
        std::string joined;
        for (const fs::path& file : files_in(root_ / "css")) {
            if (file.extension() == ".css") joined += smaller_css(read(file)) + "\n";
        }
        if (joined.empty()) return;
        add("app.css", with_paths(joined, root_ / "css"));
    }

    // url(../fonts/text.woff2) by the name it is served under.
    std::string with_paths(const std::string& css, const fs::path& folder) const {
        std::string made;
        std::size_t at = 0;
        while (true) {
            const std::size_t open = css.find("url(", at);
            if (open == std::string::npos) break;
            const std::size_t close = std::min(css.find(')', open), css.size());
            std::string inside = css.substr(open + 4, close - open - 4);
            std::erase_if(inside, [](char c) { return c == '"' || c == '\'' || c == ' '; });
            made += css.substr(at, open - at);
            at = close;
            const auto found = paths_.find(fs::path(inside).filename().string());
            if (found != paths_.end()) {
                made += "url(" + found->second;
            } else {
                made += "url(" + inside;
                const bool is_data = inside.starts_with("data:") || inside.starts_with("#");
                if (!is_data) {
                    mistakes_ += folder.string() + ":1:1: error: no asset is " + inside + "\n";
                }
            }
        }
        return made + css.substr(at);
    }

    // A module, after the modules it imports, with their served names in it.
    const std::string& script(const fs::path& file, std::set<std::string> importing) {
        static const std::string nothing;
        const std::string name = file.filename().string();
        if (const auto known = paths_.find(name); known != paths_.end()) return known->second;
        if (!importing.insert(name).second) {
            mistakes_ += file.string() + ":1:1: error: this module imports itself\n";
            return nothing;
        }
        if (type_of(file.extension().string()).empty()) return nothing;
        std::string text = read(file);
        for (const fs::path& other : files_in(root_ / "js")) {
            const std::string wanted = "./" + other.filename().string();
            for (const char quote : {'"', '\''}) {
                const std::string written = quote + wanted + quote;
                if (text.find(written) == std::string::npos) continue;
                replace_all(text, written, quote + script(other, importing) + quote);
            }
        }
        return paths_[name] = add(name, smaller_js(text));
    }

    fs::path root_;
    std::string& mistakes_;
    std::vector<Served> served_;
    std::map<std::string, std::string> paths_;  // File name to served path.
};

}  // namespace

std::string assets(const std::string& root, std::string& mistakes) {
    Shelf shelf(fs::path(root) / "assets", mistakes);
    shelf.fill();
    const auto table = [](const std::string& type, const std::string& name,
                          const std::string& rows) {
        const std::string head = "std::span<const " + type + "> " + name + "() {\n";
        if (rows.empty()) return head + "    return {};\n}\n";
        return head + "    static constexpr " + type + " built_in[] = {\n" + rows +
               "    };\n    return built_in;\n}\n";
    };
    return "#include \"kernel/html/assets.hpp\"\n\nnamespace rapport::assets {\n" +
           table("Asset", "all", shelf.text()) + table("Icon", "icons", shelf.icons()) + "}\n";
}

}  // namespace embed
