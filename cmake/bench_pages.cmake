# The yardstick of bench/pages.sh.
add_executable(sync_rate bench/sync_rate.cpp)
target_link_libraries(sync_rate PRIVATE rapport_flags fmt::fmt)
