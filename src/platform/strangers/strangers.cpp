#include "platform/strangers/strangers.hpp"

#include "platform/signin/signin.hpp"

namespace rapport::strangers {

std::optional<http::Response> held(desk::Writing& request, const Room& room, desk::Show form,
                                   std::string field) {
    const bool has_room = request.db().write(Scope::whole(), [&](WriteTx& tx) {
        return signin::take_from_bucket(tx, std::string(room.form) + ":" + request.raw().peer,
                                        room.most, room.a_minute);
    });
    if (!has_room) {
        auto response =
            request.again(form, {.key = "strangers.too_many", .field = std::move(field)});
        response.status = 429;
        return response.header("Retry-After", "60");
    }
    if (!request.form("website").empty()) {
        return request.again(form, {.key = "strangers.trap", .field = "website"});
    }
    return std::nullopt;
}

Trap trap_of(const desk::Reading& request) {
    return {request.refusal() != nullptr && request.refusal()->field == "website"};
}

}  // namespace rapport::strangers
