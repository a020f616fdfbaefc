# Search beside the full text it stands on, for bench/search.sh.
add_executable(search_bench bench/search_bench.cpp)
target_link_libraries(search_bench PRIVATE rapport_core fmt::fmt)
