# The yardstick of bench/pages.sh.
add_executable(sync_rate bench/sync_rate.cpp)
target_link_libraries(sync_rate PRIVATE rapport_flags fmt::fmt)
add_library(slow_sync SHARED bench/slow_sync.cpp)
target_link_libraries(slow_sync PRIVATE ${CMAKE_DL_LIBS})
