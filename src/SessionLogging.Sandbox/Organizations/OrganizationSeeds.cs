using SessionLogging.Sandbox.Ssm;

namespace SessionLogging.Sandbox.Organizations;

/// <summary>What an account of the organization that is made from its number holds: the roles of every account, and preferences in every Region that it need not enable.</summary>
internal static class OrganizationSeeds
{
    /// <summary>Lets the cloud have the organization's accounts.</summary>
    internal static void Plant(Cloud cloud, OrganizationOptions options)
    {
        var organization = cloud.Of(() => new Organization(options));
        cloud.FindMore = id => organization.Find(id) is { } member ? account => PlantAccount(account, member) : null;
    }

    private static void PlantAccount(AccountState account, OrganizationMember member)
    {
        if (!member.HasNoRoles && member.State == "ACTIVE")
        {
            Seeds.PlantRoles(account);
        }

        account.PlantRegion = region =>
        {
            if (!RegionNames.IsOptIn(region.Name))
            {
                region.Documents.Put("SSM-SessionManagerRunShell", Preferences(member), created: region.Clock.GetUtcNow().AddDays(-30));
            }
        };
    }

    private static string Preferences(OrganizationMember member) => $$"""
        {
          "schemaVersion": "1.0",
          "description": "Document to hold regional settings for Session Manager",
          "sessionType": "Standard_Stream",
          "inputs": {
            "s3BucketName": "{{Seeds.Bucket}}",
            "s3KeyPrefix": "{{member.Name}}",
            "s3EncryptionEnabled": true,
            "cloudWatchLogGroupName": "",
            "cloudWatchEncryptionEnabled": false,
            "cloudWatchStreamingEnabled": false,
            "kmsKeyId": "",
            "runAsEnabled": false,
            "runAsDefaultUser": "",
            "idleSessionTimeout": "20",
            "maxSessionDuration": "",
            "shellProfile": { "windows": "", "linux": "" }
          }
        }
        """;
}
