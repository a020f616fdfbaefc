# The program, but for its notes, which lie in the open: bench/notes.sh. Its door to notes is found
# before the project's own, which stands in a unit with others and so comes along.
add_executable(rapport_plain src/main.cpp src/kernel/sealing/wiped_heap.cpp bench/plain_notes.cpp)
target_compile_definitions(rapport_plain PRIVATE ${fortified})
target_link_libraries(rapport_plain PRIVATE rapport_core Boost::json fmt::fmt
    -Wl,--allow-multiple-definition -Wl,--no-as-needed PkgConfig::JEMALLOC -Wl,--as-needed)
