/** The conversation against the stand-in of Slack, by Slack's own SDK. */
package dev.palisade.chatops.conversation;
