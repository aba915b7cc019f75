using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class StsCliTests : CliWitness
{
    internal override string Service => "sts";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("GetCallerIdentity") { Query = "[Account,Arn]", Prints = "111122223333 arn:aws:iam::111122223333:user/sandbox" },
        new("AssumeRole", "--role-arn", "arn:aws:iam::444455556666:role/" + Seeds.AuditRole, "--role-session-name", "me") { Query = "AssumedRoleUser.Arn", Prints = "arn:aws:sts::444455556666:assumed-role/Audit/me" },
        new("AssumeRole", "--role-arn", "arn:aws:iam::444455556666:role" + Seeds.SsoPath + Seeds.SsoRole, "--role-session-name", "me") { Query = "AssumedRoleUser.Arn", Prints = $"arn:aws:sts::444455556666:assumed-role/{Seeds.SsoRole}/me" },
        new("AssumeRole", "--role-arn", "arn:aws:iam::444455556666:role/" + Seeds.SsoRole, "--role-session-name", "me") { Fails = "AccessDenied" },
        new("GetFederationToken", "--name", "visitor") { Query = "FederatedUser.[FederatedUserId,Arn]", Prints = "111122223333:visitor arn:aws:sts::111122223333:federated-user/visitor" },
        new("AssumeRole", "--role-arn", "arn:aws:iam::444455556666:role/Missing", "--role-session-name", "me") { Fails = "AccessDenied" },
    ];
}
