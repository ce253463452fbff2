// Slots and kinds of fields made from member pointers; for fields.cpp only.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "policy/fields.hpp"

namespace confstate::policy::slots {

using Values = std::span<const json::Node* const>;

template <auto M>
struct Member;
template <class S, class T, T S::*M>
struct Member<M> {
  using Owner = S;
  using Type = T;
};

template <class T>
struct Inner {
  using Type = T;
};
template <class T>
struct Inner<std::optional<T>> {
  using Type = T;
};
template <class T>
struct Inner<std::vector<T>> {
  using Type = T;
};
template <class E>
struct Inner<WordList<E>> {
  using Type = E;
};

template <class T>
inline constexpr bool kIsWords = false;
template <class E>
inline constexpr bool kIsWords<WordList<E>> = true;
template <class T>
inline constexpr bool kIsList = false;
template <class T>
inline constexpr bool kIsList<std::vector<T>> = true;

// The place of a word among those of its enumeration; they have been checked.
template <class E>
E word_at(const json::Node& value) {
  const std::string_view flag = value.flag ? "true" : "false";
  const std::string_view text = value.kind == json::Kind::boolean ? flag : std::string_view(value.text);
  std::size_t index = 0;
  for (std::size_t each = 0; each < words_of(E{}).size(); ++each) {
    index = words_of(E{})[each] == text ? each : index;
  }
  return static_cast<E>(index);
}

inline void put(bool& into, Values values) {
  into = values[0]->flag;
}
inline void put(std::int64_t& into, Values values) {
  into = values[0]->integer;
}
inline void put(std::string& into, Values values) {
  into = values[0]->text;
}
// The list itself comes before its elements.
inline void put(RoleChoice& into, Values values) {
  into = {};
  const bool one = values[0]->kind == json::Kind::string;
  into.any = one && values[0]->text == "any";
  if (one && !into.any && values[0]->text != "none") {
    into.roles.push_back(values[0]->text);
  }
  for (const json::Node* value : values.subspan(1)) {
    into.roles.push_back(value->text);
  }
}
inline void put(std::vector<std::string>& into, Values values) {
  into.clear();
  for (const json::Node* value : values) {
    into.push_back(value->text);
  }
}
template <class E>
requires std::is_enum_v<E>
void put(E& into, Values values) {
  into = word_at<E>(*values[0]);
}
template <class E>
void put(WordList<E>& into, Values values) {
  into = {};
  for (const json::Node* value : values) {
    const E word = word_at<E>(*value);
    if (!into.has(word)) {
      into.values.push_back(static_cast<std::uint8_t>(word));
    }
  }
}
template <class T>
void put(std::optional<T>& into, Values values) {
  put(into.emplace(), values);
}

inline void put_name(Role& into, std::string_view key) {
  into.name = std::string(key);
}
inline void put_name(MediaTypePolicy& into, std::string_view key) {
  json::Node node;
  node.text = std::string(key);
  into.type = word_at<MediaType>(node);
}

template <class T>
constexpr FieldKind kind_of() {
  using I = typename Inner<T>::Type;
  if constexpr (std::is_same_v<T, RoleChoice>) {
    return FieldKind::roles;
  } else if constexpr (std::is_same_v<I, bool>) {
    return FieldKind::boolean;
  } else if constexpr (std::is_same_v<I, std::int64_t>) {
    return FieldKind::whole;
  } else if constexpr (std::is_same_v<I, std::string>) {
    return kIsList<T> ? FieldKind::texts : FieldKind::text;
  } else if constexpr (std::is_same_v<I, RoomMatch>) {
    return FieldKind::flag_word;
  } else if constexpr (std::is_enum_v<I>) {
    return kIsWords<T> ? FieldKind::words : FieldKind::word;
  } else if constexpr (std::is_same_v<I, Role> || std::is_same_v<I, MediaTypePolicy>) {
    return FieldKind::map;
  } else {
    return kIsList<T> ? FieldKind::objects : FieldKind::object;
  }
}

template <auto M>
void store(void* object, Values values) {
  put(static_cast<typename Member<M>::Owner*>(object)->*M, values);
}

template <auto M>
void* enter(void* object, std::size_t index) {
  auto& member = static_cast<typename Member<M>::Owner*>(object)->*M;
  using T = typename Member<M>::Type;
  if constexpr (kIsList<T>) {
    return &member[index];
  } else if constexpr (std::is_same_v<T, typename Inner<T>::Type>) {
    return &member;
  } else {
    return &member.emplace();
  }
}

template <auto M>
void resize(void* object, std::size_t count) {
  (static_cast<typename Member<M>::Owner*>(object)->*M).resize(count);
}

template <class T>
void name(void* member, std::string_view key) {
  put_name(*static_cast<T*>(member), key);
}

// A row that knows the type of the object it belongs to.
template <class S>
struct RowOf {
  Field field;
};

// The row of a member: kind, words and slot follow from its type.
template <auto M>
constexpr auto row(Field field) {
  using T = typename Member<M>::Type;
  field.kind = kind_of<T>();
  if constexpr (std::is_enum_v<typename Inner<T>::Type>) {
    field.words = words_of(typename Inner<T>::Type{});
  }
  if constexpr (kind_of<T>() == FieldKind::map) {
    field.slot = {nullptr, &enter<M>, &resize<M>, &name<typename Inner<T>::Type>};
  } else if constexpr (kind_of<T>() == FieldKind::objects) {
    field.slot = {nullptr, &enter<M>, &resize<M>, nullptr};
  } else if constexpr (kind_of<T>() == FieldKind::object) {
    field.slot = {nullptr, &enter<M>, nullptr, nullptr};
  } else {
    field.slot = {&store<M>, nullptr, nullptr, nullptr};
  }
  return RowOf<typename Member<M>::Owner>{field};
}

// A section whose fields are members of the same object.
template <class S>
constexpr RowOf<S> section(Field field) {
  field.kind = FieldKind::object;
  field.slot.enter = [](void* object, std::size_t) { return object; };
  return {field};
}

// One way to name whom a rule is about.
template <MatchKind K>
constexpr RowOf<Match> way(Field field) {
  field.kind = K == MatchKind::any ? FieldKind::truth : FieldKind::text;
  field.alternative = true;
  field.slot.store = [](void* object, Values values) {
    auto& match = *static_cast<Match*>(object);
    match.kind = K;
    match.text = values[0]->text;
  };
  return {field};
}

// The rows of one type of object.
template <class S, class... Rows>
constexpr std::array<Field, sizeof...(Rows)> rows(Rows... each) {
  static_assert((std::is_same_v<Rows, RowOf<S>> && ...), "a row of another object");
  return {each.field...};
}

}  // namespace confstate::policy::slots
