using SessionLogging.Sandbox.State;
using SessionLogging.Sandbox.Sts;

namespace SessionLogging.Sandbox;

/// <summary>What every new sandbox holds, so that there is something to see. The README lists the same.</summary>
public static class Seeds
{
    /// <summary>A role of both accounts that anybody may assume.</summary>
    public const string AuditRole = "Audit";

    /// <summary>Another role of both accounts that anybody may assume.</summary>
    public const string SessionLoggingRole = "SessionLogging";

    /// <summary>A role of both accounts that demands <see cref="ExternalId"/>.</summary>
    public const string AuditWithExternalIdRole = "AuditWithExternalId";

    /// <summary>A role of both accounts that demands an MFA device and code; any six digits are right but <c>000000</c>.</summary>
    public const string AuditWithMfaRole = "AuditWithMfa";

    /// <summary>The external id of <see cref="AuditWithExternalIdRole"/>.</summary>
    public const string ExternalId = "sandbox-external-id";

    internal static void Plant(Cloud cloud)
    {
        foreach (var account in cloud.Accounts)
        {
            account.Roles.Put(new Role(AuditRole));
            account.Roles.Put(new Role(SessionLoggingRole));
            account.Roles.Put(new Role(AuditWithExternalIdRole) { ExternalId = ExternalId });
            account.Roles.Put(new Role(AuditWithMfaRole) { DemandsMfa = true });
        }
    }
}
