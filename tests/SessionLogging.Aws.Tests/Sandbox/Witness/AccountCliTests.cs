namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class AccountCliTests : CliWitness
{
    internal override string Service => "account";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("ListRegions", "--region-opt-status-contains", "ENABLED", "--page-size", "1") { Query = "Regions[].[RegionName,RegionOptStatus]", Prints = "ap-east-1 ENABLED\neu-central-2 ENABLED" },
        new("ListRegions", "--region-opt-status-contains", "DISABLED", "ENABLED_BY_DEFAULT", "--page-size", "20") { Query = "length(Regions)", Prints = "20\n14" },
        new("ListRegions", "--region-opt-status-contains", "NONE") { Fails = "ValidationException" },
        new("ListRegions", "--account-id", "444455556666") { Fails = "AccessDeniedException" },
    ];
}
