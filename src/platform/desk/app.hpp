// From a raw request to an answer: find the route, learn who asks, check the
// right and the origin, run the handler, and dress the answer. The only place
// that catches.
#pragma once

#include "platform/desk/atlas.hpp"
#include "platform/desk/context.hpp"

namespace rapport::desk {

class App {
  public:
    App(Services& services, Routes routes);
    http::Response answer(http::Request&);
    const std::vector<Route>& routes() const { return routes_.all(); }
    // Bytes that may be uploaded there: 0 for none; from who is not signed in, not many.
    std::size_t upload_max(const std::string& path) const;

  private:
    http::Response serve(Context&);
    http::Response dispatch(Context&);
    http::Response kept_or_made(Context&);
    void meet(Context&);
    Services& services_;
    Routes routes_;
    Atlas atlas_;
};

}  // namespace rapport::desk
