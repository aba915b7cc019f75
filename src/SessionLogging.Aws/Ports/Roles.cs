using System.Xml.Linq;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Ports;

/// <summary>Roles on IAM's API.</summary>
internal sealed class Roles(ServiceCaller iam) : IRoles
{
    /// <inheritdoc/>
    public Task<Looked<RoleFacts>> LookAsync(string roleName, CancellationToken cancellationToken) => Look.AtAsync(
        () => iam.QueryAsync("GetRole", [new("RoleName", roleName)], static answer => Looked.Known(Facts(answer.Result.Child("Role").Needed("Role"))), cancellationToken),
        missingCode: "NoSuchEntity");

    private static RoleFacts Facts(XElement role) =>
        new(role.Text("Arn").Needed("Arn"), Uri.UnescapeDataString(role.Text("AssumeRolePolicyDocument").Needed("AssumeRolePolicyDocument")));
}
