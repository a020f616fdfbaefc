# Invented rosters of any size, for bench/roster.sh.
add_executable(roster_bundle bench/roster_bundle.cpp)
target_link_libraries(roster_bundle PRIVATE rapport_flags)
