# A bad network and a client that insists, for the test that nothing is done twice.
foreach(tool faultproxy faultload)
    add_executable(${tool} EXCLUDE_FROM_ALL
        ${CMAKE_CURRENT_LIST_DIR}/../tests/durability/${tool}.cpp)
    target_link_libraries(${tool} PRIVATE rapport_flags Threads::Threads fmt::fmt)
endforeach()
target_sources(faultload PRIVATE ${CMAKE_CURRENT_LIST_DIR}/../tests/durability/caller.cpp)
target_include_directories(faultload PRIVATE ${CMAKE_CURRENT_LIST_DIR}/..)
target_link_libraries(faultload PRIVATE Boost::json)
