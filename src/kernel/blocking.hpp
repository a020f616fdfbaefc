// Held while this thread waits for something slow (a commit, another machine): whoever hands out
// work, the HTTP pool, may then let another thread run in its place.
#pragma once

namespace rapport {

class Blocking {
  public:
    class Hook {
      public:
        virtual ~Hook() = default;
        virtual void begins() = 0;
        virtual void ends() = 0;
    };
    static thread_local Hook* hook;  // Null on threads nobody hands work to.

    Blocking() : told_(hook) {
        hook = nullptr;  // A wait inside a wait is one.
        if (told_ != nullptr) told_->begins();
    }
    ~Blocking() {
        if (told_ != nullptr) told_->ends();
        hook = told_;
    }
    Blocking(const Blocking&) = delete;
    Blocking& operator=(const Blocking&) = delete;

  private:
    Hook* told_;
};

}  // namespace rapport
