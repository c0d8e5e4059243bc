package dev.palisade.core.control;

/** A catalogue that other tools and auditors speak, to whose ids a control maps. */
public enum Standard {
  /** AWS Security Hub CSPM control ids, {@code S3.8}. */
  SECURITY_HUB("securityhub"),
  /** Prowler check ids; only where both judge the same condition. */
  PROWLER("prowler"),
  /** AWS AI Security Framework requirement ids, {@code AISF-DATA-04}. */
  AISF("aisf"),
  /** OWASP Top 10 for LLM applications, {@code LLM03}. */
  OWASP_LLM("owasp-llm"),
  /** MITRE ATLAS technique ids, {@code AML.T0010}. */
  MITRE_ATLAS("mitre-atlas"),
  /** Generative AI Lens best practices, {@code GENSEC01-BP03}. */
  GENAI_LENS("genai-lens");

  private final String key;

  Standard(String key) {
    this.key = key;
  }

  /** The key under which ids of this standard appear in JSON output and reports. */
  public String key() {
    return key;
  }
}
