using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Tests.Client;

/// <summary>The services of the endpoint table by endpoint prefix: those defined, and those whose definition is still to come.</summary>
internal static class PlannedServices
{
    public static IReadOnlyDictionary<string, ServiceDefinition> All { get; } = new[]
    {
        ServiceDefinitions.Logs,
        ServiceDefinitions.Account,
        new("EventBridge", "events", "events", "2015-10-07") { GovCloudFips = GovCloudFips.Unnamed },
        new("SNS", "sns", "sns", "2010-03-31"),
        new("Lambda", "lambda", "lambda", "2015-03-31") { GovCloudFips = GovCloudFips.Named },
        new("IAM", "iam", "iam", "2010-05-08") { Scope = ServiceScope.Partition, GovCloudFips = GovCloudFips.Unnamed },
        new("CloudTrail", "cloudtrail", "cloudtrail", "2013-11-01"),
        new("CodePipeline", "codepipeline", "codepipeline", "2015-07-09") { GovCloudFips = GovCloudFips.Named },
        new("EC2", "ec2", "ec2", "2016-11-15"),
    }.ToDictionary(service => service.EndpointPrefix, StringComparer.Ordinal);
}
