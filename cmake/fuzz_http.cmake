# The fuzzer of requests, for clang with libclang-rt-19-dev: ninja -C build/release http_fuzz, then
# http_fuzz -max_total_time=60. GCC, which has no fuzzer, only reads it (bin/gcc).
set(http ${CMAKE_CURRENT_LIST_DIR}/../src/kernel/http)
file(GLOB parts ${http}/answer.cpp ${http}/body.cpp ${http}/encoding.cpp ${http}/escape.cpp
    ${http}/exchange.cpp ${http}/head.cpp ${http}/message.cpp ${http}/multipart.cpp
    ${http}/../text/text.cpp ${http}/../text/fold.cpp ${http}/../id/*.cpp)
list(FILTER parts EXCLUDE REGEX "_test\\.cpp$")
add_executable(http_fuzz EXCLUDE_FROM_ALL
    ${CMAKE_CURRENT_LIST_DIR}/../tests/fuzz/http_fuzz.cpp ${parts})
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    target_compile_options(http_fuzz PRIVATE -O1 -fsanitize=fuzzer,address,undefined)
    target_link_options(http_fuzz PRIVATE -fsanitize=fuzzer,address,undefined)
endif()
target_link_libraries(http_fuzz PRIVATE rapport_flags fmt::fmt spdlog::spdlog z
    PkgConfig::SODIUM PkgConfig::ICU)
