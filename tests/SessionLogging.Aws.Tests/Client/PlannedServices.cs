using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Tests.Client;

/// <summary>The services of the endpoint table by endpoint prefix: those defined, and those whose definition is still to come.</summary>
internal static class PlannedServices
{
    public static IReadOnlyDictionary<string, ServiceDefinition> All { get; } = new[]
    {
        ServiceDefinitions.Logs,
        ServiceDefinitions.Account,
        ServiceDefinitions.Events,
        ServiceDefinitions.Sns,
        ServiceDefinitions.Lambda,
        ServiceDefinitions.Iam,
        ServiceDefinitions.CloudTrail,
        ServiceDefinitions.CodePipeline,
        new("EC2", "ec2", "ec2", "2016-11-15"),
    }.ToDictionary(service => service.EndpointPrefix, StringComparer.Ordinal);
}
