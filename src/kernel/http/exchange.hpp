// One request and its answer, from bytes to bytes. Knows no socket: the connection feeds it on the
// I/O thread, a worker answers it, never both at once.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/http/answer.hpp"
#include "kernel/http/body.hpp"
#include "kernel/http/head.hpp"
#include "kernel/http/multipart.hpp"
#include "kernel/http/server.hpp"

namespace rapport::http {

struct Site {  // What all exchanges of a server share.
    Limits limits;
    std::string upload_folder;
    Handler handler;
    std::function<std::size_t(const std::string& path)> upload_max;
    std::atomic<bool> is_draining = false;
    Gzip gzip;
    std::string id_prefix;  // Random, so that numbers of two runs do not meet in the logs.
    std::atomic<std::uint64_t> next_id = 1;
    std::atomic<std::size_t> body_bytes = 0;  // Of bodies in memory, in all exchanges.
};

class Exchange {
  public:
    explicit Exchange(Site& site) : site_(site) {}
    ~Exchange() { give_back_memory(); }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    enum class Step {
        read_on,  // More bytes are needed.
        spool,    // A worker should put away what came of an upload, then more is read.
        respond,  // The request is whole.
        refuse,   // Nothing to think about: answer() is ready.
    };
    // Takes what belongs to this request off `bytes`; what is left must be shown again.
    Step take(std::string_view& bytes);
    bool is_in_body() const { return stage_ == Stage::body; }
    bool is_upload() const { return is_upload_; }
    std::uint64_t body_size() const { return body_.size(); }
    bool take_continue();  // True once, when the client waits to hear "100 Continue".

    // On a worker. False when it failed and answer() says why.
    bool spool();
    void respond(const std::string& peer);
    void refuse_as_busy();  // 503, on the I/O thread.

    Answer& answer() { return answer_; }
    void end();  // Forgets all, ready for the next request of the connection.

  private:
    enum class Stage { head, body };
    int begin_body();
    Step take_body(std::string_view& bytes);
    Step refuse(int status);
    Response produce();
    int fill_form();
    int feed_multipart();
    std::string next_id();
    void count_memory();
    void give_back_memory();

    Site& site_;
    Stage stage_ = Stage::head;
    std::size_t scanned_ = 0;  // Of a head not whole yet.
    Request request_;
    Framing framing_;
    Body body_;
    std::optional<Multipart> multipart_;
    std::size_t counted_ = 0;  // Of site_.body_bytes, ours.
    bool is_upload_ = false;
    bool is_continue_due_ = false;
    Answer answer_;
};

}  // namespace rapport::http
