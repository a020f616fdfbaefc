# The advice of the ledger, tried on simulated teachers: ledger_bench [seeds].
add_executable(ledger_bench bench/ledger_bench.cpp)
target_link_libraries(ledger_bench PRIVATE rapport_core fmt::fmt)
