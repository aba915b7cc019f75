using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class CloudTrailCliTests : CliWitness
{
    internal override string Service => "cloudtrail";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("DescribeTrails") { Query = "trailList[].[Name,HomeRegion,IsMultiRegionTrail,TrailARN]", Prints = $"{ActionSeeds.Trail} us-east-1 True {ActionSeeds.TrailArn}" },
        new("DescribeTrails", "--no-include-shadow-trails") { Query = "length(trailList)", Prints = "0" },
        new("GetTrailStatus", "--name", ActionSeeds.TrailArn) { Query = "IsLogging", Prints = "True" },
        new("GetTrailStatus", "--name", ActionSeeds.Trail) { Fails = "TrailNotFoundException" },
        new("GetTrailStatus", "--name", "arn:aws:s3:::x") { Fails = "CloudTrailARNInvalidException" },
        new("GetEventSelectors", "--trail-name", ActionSeeds.TrailArn) { Query = "[TrailARN,EventSelectors[0].[ReadWriteType,IncludeManagementEvents]]", Prints = $"{ActionSeeds.TrailArn}\nAll True" },
        new("GetEventSelectors", "--trail-name", "a/b") { Fails = "InvalidTrailNameException" },
    ];
}
