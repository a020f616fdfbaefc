# A release is compiled in a few large units, because most of a unit's time goes to the headers that
# its files share (decision 0025), and so it is read by the second compiler. The other presets
# compile each file by itself, which proves that it includes all it needs.
option(RAPPORT_UNITY "Compile many files as one: all of it sooner, one of it later" OFF)

# compile_in_units(NAME MOST FILE…) : neighbours together, MOST in a unit at most.
function(compile_in_units name most)
    list(LENGTH ARGN files)
    math(EXPR units "(${files} + ${most} - 1) / ${most}")
    set(index 0)
    foreach(file ${ARGN})
        math(EXPR unit "${index} * ${units} / ${files}")
        math(EXPR index "${index} + 1")
        set_source_files_properties(${file} PROPERTIES UNITY_GROUP ${name}_${unit})
    endforeach()
endfunction()

# compile_folders_in_units(NAME MOST FEW FILE…) : files of one folder meet, and what is private to
# one of them has a name of its own there. Folders of FEW files or fewer share the units of NAME:
# each is a namespace of its own.
function(compile_folders_in_units name most few)
    foreach(file ${ARGN})
        file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${file})
        get_filename_component(folder ${folder} DIRECTORY)
        string(MAKE_C_IDENTIFIER ${folder} folder)
        list(APPEND folders ${folder})
        list(APPEND in_${folder} ${file})
    endforeach()
    list(REMOVE_DUPLICATES folders)
    foreach(folder ${folders})
        list(LENGTH in_${folder} count)
        if(count GREATER few)
            compile_in_units(${folder} ${most} ${in_${folder}})
        else()
            list(APPEND small ${in_${folder}})
        endif()
    endforeach()
    compile_in_units(${name} ${most} ${small})
endfunction()

# compile_strangers_in_units(NAME MOST FILE…) : no two files of one folder meet, so that tests may
# call what is private to them as they like, each in the namespace of its own slice.
function(compile_strangers_in_units name most)
    set(deepest 0)
    foreach(file ${ARGN})
        file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${file})
        get_filename_component(folder ${folder} DIRECTORY)
        string(MAKE_C_IDENTIFIER ${folder} folder)
        if(NOT DEFINED count_${folder})
            set(count_${folder} 0)
        endif()
        set(nth ${count_${folder}})
        list(APPEND rank_${nth} ${file})
        math(EXPR count_${folder} "${nth} + 1")
        if(nth GREATER deepest)
            set(deepest ${nth})
        endif()
    endforeach()
    foreach(nth RANGE ${deepest})
        compile_in_units(${name}_${nth} ${most} ${rank_${nth}})
    endforeach()
endfunction()
