# The yardstick of bench/contacts.sh, and the slower disk.
add_executable(sync_rate bench/sync_rate.cpp)
target_link_libraries(sync_rate PRIVATE rapport_flags fmt::fmt)
add_library(held_disk SHARED bench/held_disk.cpp)
target_link_libraries(held_disk PRIVATE ${CMAKE_DL_LIBS})
