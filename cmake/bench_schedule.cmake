# The solver, measured by bench/schedule/goals.py.
add_executable(schedule_bench bench/schedule/schedule_bench.cpp)
target_link_libraries(schedule_bench PRIVATE rapport_core fmt::fmt)
