// What a part of a letter holds, decoded.
#pragma once

#include <gmime/gmime.h>

#include <memory>
#include <string>

namespace rapport::mailin {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

struct Content {
    std::string bytes;
    bool is_whole = true;  // False where it is not what its header says: the bytes as they came.
};
Content content_of(GMimePart*);
// As it stands in the letter, its headers with it.
std::string written(GMimeObject*);

}  // namespace rapport::mailin
