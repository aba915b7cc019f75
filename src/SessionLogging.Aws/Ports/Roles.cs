using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Ports;

/// <summary>Roles on IAM's API.</summary>
internal sealed class Roles(Lazy<ServiceClient> iam, AwsCaller caller) : IRoles
{
    private const string Operation = "GetRole";

    /// <inheritdoc/>
    public Task<Looked<RoleFacts>> LookAsync(string roleName, CancellationToken cancellationToken) => Look.AtAsync(
        async () =>
        {
            var answer = await caller
                .CallAsync(ServiceDefinitions.Iam.ServiceId, Operation, ct => iam.Value.QueryAsync(Operation, [new("RoleName", roleName)], ct), cancellationToken)
                .ConfigureAwait(false);
            var role = answer.Result.Child("Role");
            return Looked.Known(new RoleFacts(role?.Text("Arn") ?? "", Uri.UnescapeDataString(role?.Text("AssumeRolePolicyDocument") ?? "")));
        },
        missingCode: "NoSuchEntity");
}
