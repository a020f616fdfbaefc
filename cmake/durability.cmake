# Tests of durability and benches of storage: programs of their own, not part of the fast tests.
# tests/durability/run runs them; bench/db_bench.cpp says what it measures.
get_filename_component(durability_root ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)

add_library(rapport_durability STATIC EXCLUDE_FROM_ALL
    ${durability_root}/tests/durability/caller.cpp
    ${durability_root}/tests/durability/ground.cpp
    ${durability_root}/tests/durability/house.cpp
    ${durability_root}/tests/durability/process.cpp
    ${durability_root}/tests/durability/workload.cpp
    ${durability_root}/tests/support/shim_vfs.cpp)
target_link_libraries(rapport_durability PUBLIC rapport_core Boost::json fmt::fmt
    PkgConfig::SQLITE)
target_include_directories(rapport_durability PUBLIC ${durability_root})

foreach(program crash_states power_cut coach_at_work sync_race)
    add_executable(${program} EXCLUDE_FROM_ALL ${durability_root}/tests/durability/${program}.cpp)
    target_link_libraries(${program} PRIVATE rapport_durability)
endforeach()

# Put in front of a program, it makes the disk lie.
add_library(no_sync MODULE EXCLUDE_FROM_ALL ${durability_root}/tests/durability/no_sync.cpp)
target_link_libraries(no_sync PRIVATE rapport_flags)

add_executable(db_bench EXCLUDE_FROM_ALL ${durability_root}/bench/db_bench.cpp)
target_link_libraries(db_bench PRIVATE rapport_core fmt::fmt PkgConfig::SQLITE)
