using SessionLogging.Sandbox.Accounts;
using SessionLogging.Sandbox.Kms;
using SessionLogging.Sandbox.Logs;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.State;
using SessionLogging.Sandbox.Sts;
using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Sandbox;

/// <summary>The services of a sandbox: a new one is a line here and a folder of its own.</summary>
internal static class ServiceList
{
    public static IReadOnlyList<SandboxService> Of(Cloud cloud) =>
    [
        new StsService(cloud),
        new SsmService(cloud),
        new LogsService(),
        new KmsService(),
        new AccountService(),
        new S3Service(),
    ];
}
