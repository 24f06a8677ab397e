//! Cognito asks how its custom flow goes on: the define, create and verify auth challenge triggers.
//!
//! There is one step: the handle of an [`crate::pool::admission`]. Wrong once, and the flow ends.
//! Source: Amazon Cognito developer guide, *Custom authentication challenge Lambda triggers*.

use lambda_runtime::LambdaEvent;
use serde_json::{Value, json};
use shared::App;
use shared::ids::PersonId;

use crate::repo;

/// Answers the trigger.
///
/// # Errors
/// When the user is not one of ours, the trigger is another one, or the table does not answer. Then nobody is signed in.
pub async fn admit(app: &App, event: LambdaEvent<Value>) -> Result<Value, lambda_runtime::Error> {
    let mut event = event.payload;
    let trigger = event["triggerSource"].as_str().unwrap_or_default();
    event["response"] = match trigger.split('_').next().unwrap_or_default() {
        "DefineAuthChallenge" => next(&event["request"]["session"]),
        "CreateAuthChallenge" => json!({ "publicChallengeParameters": {}, "privateChallengeParameters": {} }),
        "VerifyAuthChallengeResponse" => {
            let person = PersonId::from_user_name(event["userName"].as_str().unwrap_or_default())?;
            let handle = event["request"]["challengeAnswer"].as_str().unwrap_or_default();
            json!({ "answerCorrect": repo::take_admission(&app.store, handle, person, app.clock.now()).await? })
        }
        other => return Err(format!("the trigger {other} is not ours").into()),
    };
    Ok(event)
}

/// What comes after these steps.
fn next(steps: &Value) -> Value {
    let last = steps.as_array().and_then(|steps| steps.last());
    let answered = last.map(|step| step["challengeName"] == "CUSTOM_CHALLENGE" && step["challengeResult"] == true);
    json!({
        "challengeName": if answered.is_none() { json!("CUSTOM_CHALLENGE") } else { Value::Null },
        "issueTokens": answered == Some(true),
        "failAuthentication": answered == Some(false),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_after_one_right_answer_to_our_own_step_alone() {
        let step = |name: &str, result: bool| json!([{ "challengeName": name, "challengeResult": result }]);
        assert_eq!(next(&json!([]))["challengeName"], "CUSTOM_CHALLENGE");
        assert_eq!(next(&json!([]))["issueTokens"], false);
        assert_eq!(next(&step("CUSTOM_CHALLENGE", true))["issueTokens"], true);
        for refused in [step("CUSTOM_CHALLENGE", false), step("SRP_A", true), step("PASSWORD_VERIFIER", true)] {
            let next = next(&refused);
            assert_eq!((&next["issueTokens"], &next["failAuthentication"]), (&json!(false), &json!(true)), "{refused}");
        }
    }
}
