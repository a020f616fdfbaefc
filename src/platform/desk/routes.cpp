#include "platform/desk/desk.hpp"

namespace rapport::desk {

using http::Method;

void Routes::get(std::string pattern, Right right, Show show, Keep keep) {
    routes_.push_back({.method = Method::get,
                       .pattern = std::move(pattern),
                       .right = right,
                       .show = show,
                       .keep = keep});
}

void Routes::post(std::string pattern, Right right, Act act) {
    routes_.push_back({.method = Method::post,
                       .pattern = std::move(pattern),
                       .right = right,
                       .act = act,
                       .audit = Audit::change});
}

void Routes::del(std::string pattern, Right right, Act act) {
    routes_.push_back({.method = Method::del,
                       .pattern = std::move(pattern),
                       .right = right,
                       .act = act,
                       .audit = Audit::change});
}

void Routes::upload(std::string pattern, Right right, Act act) {
    routes_.push_back({.method = Method::post,
                       .pattern = std::move(pattern),
                       .right = right,
                       .act = act,
                       .takes_uploads = true,
                       .audit = Audit::change});
}

void Routes::api_get(std::string pattern, Right right, Show show, Doc doc) {
    routes_.push_back({.method = Method::get,
                       .pattern = std::move(pattern),
                       .right = right,
                       .show = show,
                       .is_api = true,
                       .doc = std::move(doc)});
}

void Routes::api_post(std::string pattern, Right right, Act act, Doc doc) {
    routes_.push_back({.method = Method::post,
                       .pattern = std::move(pattern),
                       .right = right,
                       .act = act,
                       .is_api = true,
                       .audit = Audit::change,
                       .doc = std::move(doc)});
}

void Routes::api_del(std::string pattern, Right right, Act act, Doc doc) {
    routes_.push_back({.method = Method::del,
                       .pattern = std::move(pattern),
                       .right = right,
                       .act = act,
                       .is_api = true,
                       .audit = Audit::change,
                       .doc = std::move(doc)});
}

void Routes::api_upload(std::string pattern, Right right, Act act, Doc doc) {
    api_post(std::move(pattern), right, act, std::move(doc));
    routes_.back().takes_uploads = true;
}

}  // namespace rapport::desk
