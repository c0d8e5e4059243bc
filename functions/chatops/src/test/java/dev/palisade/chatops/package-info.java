/** What the tests of both functions share. */
package dev.palisade.chatops;
