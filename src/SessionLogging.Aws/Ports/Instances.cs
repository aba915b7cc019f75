namespace SessionLogging.Aws.Ports;

/// <summary>Instances on EC2's API.</summary>
internal sealed class Instances(ServiceCaller ec2) : IInstances
{
    public Task<LookupResult<InstanceFacts>> LookAsync(string instanceId, CancellationToken cancellationToken) => Look.AtAsync(
        () => ec2.QueryAsync(
            "DescribeInstances",
            [new("InstanceId.1", instanceId)],
            static answer => (answer.Result.Child("reservationSet")?.Elements() ?? []).SelectMany(static reservation => reservation.Child("instancesSet")?.Elements() ?? []).FirstOrDefault() is { } instance
                ? LookupResult.Known(new InstanceFacts(instance.Child("iamInstanceProfile")?.Text("arn").Given()))
                : LookupResult.Missing<InstanceFacts>(),
            cancellationToken),
        missingCode: "InvalidInstanceID.NotFound");
}
