# lepton_torch: LibTorch without find_package(Torch), which for a CUDA build stops where there is no CUDA toolkit.
# Sets LEPTON_TORCH_DIR (the folder with include and lib) and LEPTON_CUDA_LIB_DIRS (where libcudart and friends may lie).

# Order: LEPTON_TORCH (set by ./dev), Torch_DIR, CMAKE_PREFIX_PATH, python3's torch, the shared cache.
set(places "")
if(LEPTON_TORCH)
  list(APPEND places "${LEPTON_TORCH}")
endif()
foreach(dir IN ITEMS "${Torch_DIR}" "$ENV{Torch_DIR}")
  if(dir)
    cmake_path(ABSOLUTE_PATH dir NORMALIZE)
    list(APPEND places "${dir}/../../..")
  endif()
endforeach()
string(REPLACE ":" ";" prefixes "$ENV{CMAKE_PREFIX_PATH}")
foreach(dir IN LISTS CMAKE_PREFIX_PATH prefixes)
  list(APPEND places "${dir}" "${dir}/../..") # …/torch, or …/torch/share/cmake
endforeach()
if(NOT LEPTON_TORCH)
  lepton_python_package(torch found)
  file(GLOB cached "${LEPTON_CACHE}/torch-*/torch")
  list(SORT cached ORDER DESCENDING)
  list(APPEND places ${found} ${cached})
endif()
set(LEPTON_TORCH_DIR "")
foreach(dir IN LISTS places)
  if(EXISTS "${dir}/lib/libtorch_cpu.so" AND EXISTS "${dir}/include/ATen/ATen.h")
    cmake_path(SET LEPTON_TORCH_DIR NORMALIZE "${dir}")
    break()
  endif()
endforeach()
if(NOT LEPTON_TORCH_DIR)
  message(FATAL_ERROR "LibTorch (2.9 or newer) was not found. Run ./dev build, which fetches it, or set LEPTON_TORCH to its folder.")
endif()
find_file(version_header version.h NO_DEFAULT_PATH NO_CACHE PATHS
  "${LEPTON_TORCH_DIR}/include/torch/headeronly" "${LEPTON_TORCH_DIR}/include/torch/csrc/api/include/torch")
file(STRINGS "${version_header}" version_lines REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) ")
string(REGEX REPLACE "[^0-9;]" "" version_lines "${version_lines}")
list(JOIN version_lines "." LEPTON_TORCH_VERSION)
if(LEPTON_TORCH_VERSION VERSION_LESS 2.9)
  message(FATAL_ERROR "LibTorch in ${LEPTON_TORCH_DIR} is ${LEPTON_TORCH_VERSION}; 2.9 or newer is needed.")
endif()
message(STATUS "LibTorch ${LEPTON_TORCH_VERSION}: ${LEPTON_TORCH_DIR}")

# Where NVIDIA's libraries may lie: beside torch (wheels), in the toolkit.
file(GLOB wheel_dirs "${LEPTON_TORCH_DIR}/../nvidia/*/lib")
file(GLOB toolkit_dirs /usr/local/cuda/lib64 /usr/local/cuda/extras/CUPTI/lib64)
set(LEPTON_CUDA_LIB_DIRS "${LEPTON_TORCH_DIR}/lib;${wheel_dirs};${toolkit_dirs}")

# lepton_needed(FILE VAR): what a library needs of NVIDIA's, as full paths; absent ones are left out.
function(lepton_needed file result)
  execute_process(COMMAND ${CMAKE_READELF} -d "${file}" OUTPUT_VARIABLE dynamic ERROR_QUIET)
  # A lone bracket would keep CMake from seeing where one element of the list ends and the next begins.
  string(REPLACE "[" " " dynamic "${dynamic}")
  string(REPLACE "]" " " dynamic "${dynamic}")
  string(REGEX MATCHALL "lib(cu|nccl|nv)[A-Za-z_]*[.]so[.0-9]*" names "${dynamic}")
  set(paths "")
  set(missing "")
  foreach(name IN LISTS names)
    unset(path CACHE)
    find_file(path "${name}" PATHS ${LEPTON_CUDA_LIB_DIRS} ENV LD_LIBRARY_PATH NO_DEFAULT_PATH NO_CACHE)
    if(path)
      list(APPEND paths "${path}")
    else()
      list(APPEND missing "${name}")
    endif()
    unset(path)
  endforeach()
  set(${result} "${paths}" PARENT_SCOPE)
  set(${result}_MISSING "${missing}" PARENT_SCOPE)
endfunction()

# The CUDA build of libtorch_cpu wants libcudart and libcupti to load at all, driver or not.
lepton_needed("${LEPTON_TORCH_DIR}/lib/libtorch_cpu.so" small_cuda)
if(small_cuda_MISSING)
  message(FATAL_ERROR "LibTorch needs ${small_cuda_MISSING}. Run ./dev build, which fetches them, or install a CUDA toolkit.")
endif()

# Not libtorch.so: it only names libtorch_cuda, which is opened when a CUDA device is asked for.
foreach(name IN ITEMS c10 torch_cpu)
  add_library(lepton_torch_${name} SHARED IMPORTED)
  set_target_properties(lepton_torch_${name} PROPERTIES IMPORTED_LOCATION "${LEPTON_TORCH_DIR}/lib/lib${name}.so")
endforeach()
add_library(lepton_torch INTERFACE)
target_include_directories(lepton_torch SYSTEM INTERFACE
  "${LEPTON_TORCH_DIR}/include" "${LEPTON_TORCH_DIR}/include/torch/csrc/api/include")
target_link_libraries(lepton_torch INTERFACE
  -Wl,--no-as-needed lepton_torch_torch_cpu lepton_torch_c10 ${small_cuda} -Wl,--as-needed)
target_link_options(lepton_torch INTERFACE -Wl,--allow-shlib-undefined)
