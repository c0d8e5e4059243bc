/** IAM roles and users: permissions, trust, access keys and Bedrock API keys. */
@NullMarked
package dev.palisade.identity.principal;

import org.jspecify.annotations.NullMarked;
