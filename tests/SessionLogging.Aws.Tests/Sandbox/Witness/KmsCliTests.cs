using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class KmsCliTests : CliWitness
{
    internal override string Service => "kms";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("DescribeKey", "--key-id", Seeds.KeyAlias) { Query = "KeyMetadata.[Arn,KeyState,KeySpec]", Prints = $"{Seeds.KeyArn} Enabled SYMMETRIC_DEFAULT" },
        new("DescribeKey", "--key-id", "alias/none") { Fails = "NotFoundException" },
        new("CreateKey", "--description", "made by the CLI") { Query = "KeyMetadata.[Description,KeyUsage]", Prints = "made by the CLI ENCRYPT_DECRYPT" },
        new("CreateAlias", "--alias-name", "alias/made-by-the-cli", "--target-key-id", Seeds.KeyId),
        new("ListAliases", "--page-size", "3") { Query = "Aliases[].AliasName", Prints = "alias/aws/s3 alias/aws/sns alias/made-by-the-cli\nalias/session-manager alias/session-manager-disabled alias/session-manager-rsa\nalias/topics" },
        new("GetKeyPolicy", "--key-id", ActionSeeds.OpenKeyId, "--policy-name", "default") { Query = "PolicyName", Prints = "default" },
        new("GetKeyPolicy", "--key-id", Seeds.KeyAlias) { Fails = "NotFoundException" },
    ];
}
