# A release is compiled in a few large units, because most of a unit's time goes to the headers that
# all of them read (decision 0025). The other presets and the second compiler read each file by
# itself, which proves that it includes all it needs.
option(RAPPORT_UNITY "Compile many files as one: all of it sooner, one of it later" OFF)

# compile_in_units(TARGET UNITS FILE…) : the files are dealt out like cards, neighbours apart.
function(compile_in_units target units)
    if(NOT RAPPORT_UNITY)
        return()
    endif()
    set(unit 0)
    foreach(file ${ARGN})
        set_source_files_properties(${file} PROPERTIES UNITY_GROUP ${units}_${unit})
        math(EXPR unit "(${unit} + 1) % ${units}")
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    # Both weigh a file's private names against another's, which it never meets elsewhere.
    target_compile_options(${target} PRIVATE -Wno-shadow -Wno-subobject-linkage)
endfunction()

# most_in_a_folder(RESULT FILE…) : with as many units no two files of a folder meet, and what is
# private to one cannot clash with what its neighbour, of the same namespace, keeps private.
function(most_in_a_folder result)
    set(most 1)
    foreach(file ${ARGN})
        get_filename_component(folder ${file} DIRECTORY)
        string(MAKE_C_IDENTIFIER ${folder} folder)
        math(EXPR in_${folder} "0${in_${folder}} + 1")
        if(in_${folder} GREATER most)
            set(most ${in_${folder}})
        endif()
    endforeach()
    set(${result} ${most} PARENT_SCOPE)
endfunction()
