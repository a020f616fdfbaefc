// The precompiled header: what most units need. Clang reads of it only what a unit uses; what
// changes here changes every unit, as it would without.
#pragma once

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/http/message.hpp"
#include "kernel/text/text.hpp"
#include "platform/desk/desk.hpp"
