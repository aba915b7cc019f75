using SessionLogging.Accounts;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Ports;

/// <summary>Roles on IAM's API.</summary>
internal sealed class Roles(ServiceCaller iam) : IRoles
{
    /// <inheritdoc/>
    public Task<Looked<RoleFacts>> LookAsync(string roleName, CancellationToken cancellationToken) => Look.AtAsync(
        async () =>
        {
            var answer = await iam.QueryAsync("GetRole", [new("RoleName", roleName)], cancellationToken).ConfigureAwait(false);
            var role = answer.Result.Child("Role");
            return Looked.Known(new RoleFacts(role?.Text("Arn") ?? "", Uri.UnescapeDataString(role?.Text("AssumeRolePolicyDocument") ?? "")));
        },
        missingCode: "NoSuchEntity");
}
