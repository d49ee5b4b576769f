/* guard: see the header. A name of a news site may be made to lead to 127.0.0.1 or to 169.254.169.254, where a cloud keeps its keys. */
#include "fetch/guard.h"

#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

static const struct range { uint32_t first; int bits; } closed4[] = {
    {0x00000000, 8},  /* this network */
    {0x0A000000, 8},  /* private */
    {0x64400000, 10}, /* shared by carriers */
    {0x7F000000, 8},  /* loopback */
    {0xA9FE0000, 16}, /* link-local */
    {0xAC100000, 12}, /* private */
    {0xC0000000, 24}, /* protocols */
    {0xC0000200, 24}, /* documentation */
    {0xC0586300, 24}, /* 6to4 relays */
    {0xC0A80000, 16}, /* private */
    {0xC6120000, 15}, /* benchmarks */
    {0xC6336400, 24}, /* documentation */
    {0xCB007100, 24}, /* documentation */
    {0xE0000000, 3}}; /* multicast, reserved, broadcast */

static bool public4(uint32_t address) {
  for (size_t i = 0; i < sizeof closed4 / sizeof *closed4; i++)
    if ((address ^ closed4[i].first) >> (32 - closed4[i].bits) == 0) return false;
  return true;
}

static uint32_t four(const uint8_t *at) {
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static bool public6(const uint8_t a[16]) {
  static const uint8_t zero[12] = {0}, mapped[12] = {[10] = 0xFF, [11] = 0xFF}, translated[12] = {0x00, 0x64, 0xFF, 0x9B};
  if (memcmp(a, zero, 12) == 0) return false; /* ::, ::1, old mapped ones */
  if (memcmp(a, mapped, 12) == 0 || memcmp(a, translated, 12) == 0) return public4(four(a + 12));
  if (a[0] == 0x20 && a[1] == 0x02) return public4(four(a + 2)); /* 6to4 */
  if (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0 && a[3] == 0) return false; /* Teredo */
  if (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0D && a[3] == 0xB8) return false; /* documentation */
  return (a[0] & 0xE0) == 0x20; /* global unicast: no unique local, link-local, multicast, discard */
}

bool isn_guard_public(const struct sockaddr *address) {
  if (address->sa_family == AF_INET) {
    struct sockaddr_in in;
    memcpy(&in, address, sizeof in);
    return public4(ntohl(in.sin_addr.s_addr));
  }
  if (address->sa_family != AF_INET6) return false;
  struct sockaddr_in6 in;
  memcpy(&in, address, sizeof in);
  return public6(in.sin6_addr.s6_addr);
}
