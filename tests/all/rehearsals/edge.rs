//! The template for us-east-1 makes what the main template takes.

use super::{Deploying, fresh};

const REGION: &str = "us-east-1";

#[test]
fn the_edge_gives_the_main_stack_its_parameters() {
    let (deploying, edge) = (Deploying::new(), fresh("atrium-rehearsed-edge"));
    let template = tests::rendered::root().join("infra/edge.yaml");
    deploying.deploy_in(REGION, &edge, &template, &["DomainName=portal.lindholm.example"]);
    let outputs = super::outputs_in(REGION, &edge);
    assert!(outputs["CertificateArn"].starts_with("arn:aws:acm:us-east-1:"), "{outputs:?}");
    assert!(outputs["WebAclArn"].starts_with("arn:aws:wafv2:us-east-1:"), "{outputs:?}");
    assert!(outputs["WebAclArn"].contains(":global/webacl/"), "CloudFront takes global ones only: {outputs:?}");
}
