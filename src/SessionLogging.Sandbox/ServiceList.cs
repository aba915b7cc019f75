using SessionLogging.Sandbox.Accounts;
using SessionLogging.Sandbox.CloudTrail;
using SessionLogging.Sandbox.CodePipeline;
using SessionLogging.Sandbox.Ec2;
using SessionLogging.Sandbox.Events;
using SessionLogging.Sandbox.Iam;
using SessionLogging.Sandbox.Kms;
using SessionLogging.Sandbox.Lambda;
using SessionLogging.Sandbox.Logs;
using SessionLogging.Sandbox.Organizations;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sandbox.Sns;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Sts;

namespace SessionLogging.Sandbox;

/// <summary>The services of a sandbox: a new one is a line here and a folder of its own.</summary>
internal static class ServiceList
{
    public static IReadOnlyList<SandboxService> Of(Cloud cloud) =>
    [
        new StsService(cloud),
        new SsmService(cloud),
        new LogsService(cloud),
        new KmsService(),
        new AccountService(),
        new OrganizationsService(),
        new IamService(),
        new Ec2Service(),
        new CloudTrailService(cloud),
        new EventsService(cloud),
        new SnsService(),
        new LambdaService(),
        new CodePipelineService(),
        new S3Service(),
    ];
}
