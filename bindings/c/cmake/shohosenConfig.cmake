# shohosen for CMake: find_package(shohosen), then link shohosen::shohosen (the shared library) or (on
# Linux) shohosen::static. Relocatable: everything is found from where this file lies.

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

# Only where it is known which libraries of the system it needs.
if(NOT TARGET shohosen::static AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
  add_library(shohosen::static STATIC IMPORTED)
  # What `rustc --print native-static-libs` names.
  set_target_properties(shohosen::static PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${_shohosen_prefix}/include"
    IMPORTED_LOCATION "${_shohosen_prefix}/lib/libshohosen.a"
    INTERFACE_LINK_LIBRARIES "@NATIVE_LIBRARIES_CMAKE@")
endif()

unset(_shohosen_prefix)
