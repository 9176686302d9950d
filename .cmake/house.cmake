# The house's rules for targets: sources are found by name, so adding a file never touches the build.

# Wheels and other large things, shared by all checkouts of this user.
if(DEFINED ENV{XDG_CACHE_HOME})
  set(LEPTON_CACHE "$ENV{XDG_CACHE_HOME}/lepton")
else()
  set(LEPTON_CACHE "$ENV{HOME}/.cache/lepton")
endif()

# lepton_python_package(NAME VAR): the folder of a package of python3 on the PATH, found without importing it; empty if absent.
function(lepton_python_package name result)
  execute_process(
    COMMAND python3 -c "import importlib.util as u; s = u.find_spec('${name}'); print(s.submodule_search_locations[0] if s else '')"
    OUTPUT_VARIABLE folder OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  set(${result} "${folder}" PARENT_SCOPE)
endfunction()

# lepton_library(NAME [SHARED|MODULE] GLOBS… [EXCLUDE FILES OR FOLDERS…] [APART FOLDERS…]): a library of all sources that match. An empty
# room gives an empty library. A release compiles several sources as one (speed.cmake), so names in anonymous namespaces are unique in a
# library; not those of folders that are APART, where many files speak of like things.
function(lepton_library name)
  cmake_parse_arguments(PARSE_ARGV 1 room "SHARED;MODULE" "" "EXCLUDE;APART")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${room_UNPARSED_ARGUMENTS})
  foreach(place IN LISTS room_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/${place}(/|$)")
  endforeach()
  foreach(folder IN LISTS room_APART)
    set(apart ${sources})
    list(FILTER apart INCLUDE REGEX "/${folder}/[^/]*$")
    set_source_files_properties(${apart} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endforeach()
  if(NOT sources)
    set(sources "${PROJECT_BINARY_DIR}/generated/empty.cpp")
    file(CONFIGURE OUTPUT "${sources}" CONTENT "// An empty room.\n")
  endif()
  set(kind STATIC)
  if(room_SHARED)
    set(kind SHARED)
  elseif(room_MODULE)
    set(kind MODULE)
  endif()
  add_library(${name} ${kind} ${sources})
  set_target_properties(${name} PROPERTIES UNITY_BUILD "${LEPTON_UNITY}")
  target_link_libraries(${name} PUBLIC lepton_options)
endfunction()

# lepton_found_by_name(TARGET FUNCTION all_nodes PREFIX add_ TYPE Catalog HEADER nodes/catalog.h GLOBS…)
# Writes a source with `void add_all_nodes(Catalog&)`, which calls `add_<file name>(Catalog&)` for every matching
# file in sorted order, and adds it to TARGET. It is rewritten only when the list of files changes.
function(lepton_found_by_name target)
  cmake_parse_arguments(PARSE_ARGV 1 list "" "FUNCTION;PREFIX;TYPE;HEADER" "")
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${list_UNPARSED_ARGUMENTS})
  set(names "")
  foreach(file IN LISTS files)
    cmake_path(GET file STEM LAST_ONLY name)
    if(name IN_LIST names)
      message(FATAL_ERROR "Two files are called ${name}.cpp in the same catalogue; the name of the file names its function.")
    endif()
    list(APPEND names ${name})
  endforeach()
  list(SORT names)
  set(declarations "")
  set(calls "")
  foreach(name IN LISTS names)
    string(APPEND declarations "void ${list_PREFIX}${name}(${list_TYPE}&);\n")
    string(APPEND calls "    ${list_PREFIX}${name}(to);\n")
  endforeach()
  if(NOT EXISTS "${PROJECT_SOURCE_DIR}/${list_HEADER}")
    return() # the room is not built yet
  endif()
  set(output "${PROJECT_BINARY_DIR}/generated/${list_FUNCTION}.cpp")
  file(CONFIGURE OUTPUT "${output}" CONTENT
"// Generated from the names of the files: every one adds what it defines.
#include \"${list_HEADER}\"

namespace lepton {

${declarations}
void ${list_FUNCTION}([[maybe_unused]] ${list_TYPE}& to)
{
${calls}}

} // namespace lepton
" @ONLY)
  target_sources(${target} PRIVATE "${output}")
endfunction()
