# shohosen for CMake: find_package(shohosen), then link shohosen::shohosen (the shared library) or
# shohosen::static. Relocatable: everything is found from where this file lies.

get_filename_component(_shohosen_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET shohosen::shohosen)
  add_library(shohosen::shohosen SHARED IMPORTED)
  set_target_properties(shohosen::shohosen PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${_shohosen_prefix}/include")
  if(WIN32)
    set_target_properties(shohosen::shohosen PROPERTIES
      IMPORTED_LOCATION "${_shohosen_prefix}/bin/shohosen.dll"
      IMPORTED_IMPLIB "${_shohosen_prefix}/lib/shohosen.dll.lib")
  elseif(APPLE)
    set_target_properties(shohosen::shohosen PROPERTIES
      IMPORTED_LOCATION "${_shohosen_prefix}/lib/libshohosen.dylib"
      IMPORTED_SONAME "@rpath/libshohosen.@ABI@.dylib")
  else()
    set_target_properties(shohosen::shohosen PROPERTIES
      IMPORTED_LOCATION "${_shohosen_prefix}/lib/libshohosen.so"
      IMPORTED_SONAME "libshohosen.so.@ABI@")
  endif()
endif()

if(NOT TARGET shohosen::static)
  add_library(shohosen::static STATIC IMPORTED)
  if(WIN32)
    set(_shohosen_archive "${_shohosen_prefix}/lib/shohosen.lib")
  else()
    set(_shohosen_archive "${_shohosen_prefix}/lib/libshohosen.a")
  endif()
  # What `rustc --print native-static-libs` names.
  set_target_properties(shohosen::static PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${_shohosen_prefix}/include"
    IMPORTED_LOCATION "${_shohosen_archive}"
    INTERFACE_LINK_LIBRARIES "@NATIVE_LIBRARIES_CMAKE@")
endif()

unset(_shohosen_prefix)
unset(_shohosen_archive)
