# The transport's bench: bench/http_vs_nginx.sh runs it beside nginx.
add_executable(http_hello ${CMAKE_CURRENT_LIST_DIR}/../bench/http_hello.cpp)
target_link_libraries(http_hello PRIVATE rapport_core)
