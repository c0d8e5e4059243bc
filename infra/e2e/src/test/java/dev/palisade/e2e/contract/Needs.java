package dev.palisade.e2e.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a test needs of AWS that not every endpoint has, by name. Where an endpoint says that it
 * lacks it, the test must fail, so that the endpoint's list can't be longer than the truth.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Needs {

  String SERVICE_SPECIFIC_CREDENTIALS = "iam:CreateServiceSpecificCredential for Bedrock";
  String METADATA_OPTIONS = "ec2:ModifyInstanceMetadataOptions without a hop limit";
  String BUCKET_OWNER = "x-amz-expected-bucket-owner";
  String TRUST_CONDITIONS = "conditions of a trust policy";
  String TRUST = "roles that must exist to be assumed";

  /** The name, one of the constants. */
  String value();
}
