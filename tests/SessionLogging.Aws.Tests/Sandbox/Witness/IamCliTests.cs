using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class IamCliTests : CliWitness
{
    internal override string Service => "iam";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("GetRole", "--role-name", ActionSeeds.EventBridgeRole) { Query = "Role.[Arn,AssumeRolePolicyDocument.Statement[0].Principal.Service[0]]", Prints = "arn:aws:iam::111122223333:role/EventBridgeActions events.amazonaws.com" },
        new("GetRole", "--role-name", Seeds.AuditWithExternalIdRole) { Query = "Role.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals.*", Prints = Seeds.ExternalId },
        new("GetRole", "--role-name", "None") { Fails = "NoSuchEntity" },
    ];
}
