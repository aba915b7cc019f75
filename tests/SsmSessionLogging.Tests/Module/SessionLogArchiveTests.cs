using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SsmSessionLogging.Tests.Module;

public sealed class SessionLogArchiveTests : ModuleTest, IDisposable
{
    private const string Report = "$report = Get-SsmSessionReport -MaxCallsPerSecond 0 -CheckLog;";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evidence");

    protected override SandboxOptions Options => new() { Sessions = 60, SessionRules = new SessionRules { CallsPerSecond = 0 } };

    private string Archive => Path.Combine(_folder.FullName, "archive");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Logs_are_saved_once_with_a_manifest_that_vouches_for_them()
    {
        var report = Run($"{Report} $report").ThrowOnError().Output;
        var found = report.Count(session => session.Text("LogStatus") == "Found");

        var saved = Run("$args[0] | Save-SsmSessionLog $args[1]", report, Archive).Single;

        Assert.Equal(((long)report.Count, (long)found, 0L, 0L), (saved.Get("Sessions"), saved.Get("Saved"), saved.Get("Kept"), saved.Get("Failed")));
        Assert.Equal((long)(report.Count - found), saved.Get("WithoutLog"));
        Assert.InRange(found, 20, 60);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Archive, "manifest-000001.jsonl")))), saved.Text("ManifestHash"));
        var manifest = File.ReadAllLines(Path.Combine(Archive, "manifest-000001.jsonl")).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal($"arn:aws:iam::{SandboxAccounts.First.Id}:user/sandbox", (string?)manifest[0]["Callers"]![0]);
        Assert.Equal((true, (long)report.Count), ((bool)manifest[^2]["Coverage"]!["Complete"]!, (long)manifest[^2]["Coverage"]!["Sessions"]!));
        Assert.True(Run("$args[0] | Test-SsmSessionLogArchive -Quiet", saved).Single.BaseObject is true);

        var calls = Sandbox.Calls.All.Count;
        var again = Run("$args[0] | Save-SsmSessionLog $args[1]", report, Archive).Single;

        Assert.Equal((0L, (long)found), (again.Get("Saved"), again.Get("Kept")));
        Assert.DoesNotContain(Sandbox.Calls.All.Skip(calls), call => call is { Operation: "GetObject" or "GetLogEvents", Status: 200 });
        Assert.True(Run("Test-SsmSessionLogArchive $args[0] -ManifestHash $args[1] -Quiet", Archive, again.Text("ManifestHash")).Single.BaseObject is true);
    }

    [Fact]
    public async Task Ctrl_C_leaves_no_manifest_and_the_same_command_goes_on()
    {
        Run($"{Report} $report").ThrowOnError();
        var fault = Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, Operation = "GetObject", Nth = 5 });
        using (var powerShell = Session.Start("$report | Save-SsmSessionLog $args[0] -ThrottleLimit 2", Archive))
        {
            var running = powerShell.InvokeAsync();
            await Sandbox.Faults.WaitUntilHeldAsync(fault, Cancel);

            await powerShell.StopAsync(callback: null, state: null);

            await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
        }

        Sandbox.Faults.Clear();
        Assert.Empty(Directory.GetFiles(Archive, "manifest-*"));
        var kept = Directory.GetFiles(Archive, "record.json", SearchOption.AllDirectories).Length;

        var saved = Run("$report | Save-SsmSessionLog $args[0]", Archive).Single;

        Assert.InRange(kept, 1, 6);
        Assert.Equal(kept, Directory.GetFiles(Archive, "record.json", SearchOption.AllDirectories).Length - (long)saved.Get("Saved")!);
        Assert.True(Run("$args[0] | Test-SsmSessionLogArchive -Quiet", saved).Single.BaseObject is true);
    }

    [Fact]
    public void A_record_lies_beside_its_log_with_the_document_that_applied()
    {
        Run($"{Report} $report | Where-Object LogStatus -eq Found | Save-SsmSessionLog $args[0] -Layout '{{SessionId}}'", Archive).ThrowOnError();

        var records = Directory.GetFiles(Archive, "record.json", SearchOption.AllDirectories).Select(file => JsonNode.Parse(File.ReadAllText(file))!).ToList();
        Assert.All(records, record => Assert.Equal("SSM-SessionManagerRunShell", (string?)record["Document"]!["Name"]));
        Assert.Contains(records, record => record["Document"]!["Versions"]!.AsArray().Count == 1 && ((string?)record["Document"]!["Content"])!.Contains("audit-logs", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_changed_added_or_taken_away_is_named()
    {
        Run($"{Report} $report | Save-SsmSessionLog $args[0]", Archive).ThrowOnError();
        var logs = Directory.GetFiles(Archive, "*.log", SearchOption.AllDirectories);
        File.AppendAllText(logs[0], "x");
        File.Delete(logs[1]);
        File.WriteAllText(Path.Combine(Archive, "planted.log"), "x");

        var run = Run("Test-SsmSessionLogArchive $args[0] | Where-Object Status -eq Fail", Archive).ThrowOnError();

        Assert.Equal(
            ["ArchiveFileChanged", "ArchiveFileExtra", "ArchiveFileMissing"],
            run.Texts("RuleId").Order(StringComparer.Ordinal));
        Assert.Contains("planted.log", run.Texts("Subject"));
        Assert.True(Run("Test-SsmSessionLogArchive $args[0] -Quiet", Archive).Single.BaseObject is false);
    }

    [Theory]
    [InlineData("-Layout '{Account}/{SessionId}'", "LayoutPlaceholderUnknown")]
    [InlineData("-Layout '../{SessionId}'", "LayoutNameNotSafe")]
    [InlineData("-Certificate $args[1]", "CertificateWithoutKey")]
    [InlineData("-Certificate $args[2] -TimestampServer ftp://there", "TimestampNotPossible")]
    public void What_cannot_be_is_refused_before_anything_is_asked(string parameters, string error)
    {
        using var certificate = Certificate("CN=Evidence");
        using var withoutKey = X509CertificateLoader.LoadCertificate(certificate.RawData);
        var report = Run($"{Report} $report").Output;
        var calls = Sandbox.Calls.All.Count;

        Assert.Equal(error, Run($"$args[3] | Save-SsmSessionLog $args[0] {parameters}", Archive, withoutKey, certificate, report).ErrorId);
        Assert.Equal(calls, Sandbox.Calls.All.Count);
        Assert.False(Directory.Exists(Archive));
    }

    [Theory]
    [InlineData("alias/session-manager", "Refused")]
    [InlineData("alias/none", "NotFound")]
    public void A_key_that_cannot_sign_is_told_once_and_nothing_is_saved(string key, string error)
    {
        Assert.Equal(error, Run($"{Report} $report | Save-SsmSessionLog $args[0] -SigningKeyId {key}", Archive).ErrorId);
        Assert.DoesNotContain("GetObject", Operations);
    }

    [Fact]
    public void WhatIf_names_the_folder_and_asks_and_writes_nothing()
    {
        var run = Run($"{Report} $report | Save-SsmSessionLog $args[0] -WhatIf", Archive).ThrowOnError();

        Assert.Contains(Archive, run.Screen, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.DoesNotContain("GetObject", Operations);
        Assert.False(Directory.Exists(Archive));
    }

    [Fact]
    public void A_signature_by_a_certificate_holds_and_openssl_says_so_too()
    {
        using var certificate = Certificate("CN=Evidence");
        using var other = Certificate("CN=Evidence");

        var saved = Run($"{Report} $report | Save-SsmSessionLog $args[0] -Certificate $args[1]", Archive, certificate).Single;

        Assert.Equal(("manifest-000001.jsonl.p7s", "CN=Evidence"), (saved.Text("Signature"), saved.Text("SignedBy")));
        Assert.True(Run("Test-SsmSessionLogArchive $args[0] -Certificate $args[1] -Quiet", Archive, certificate).Single.BaseObject is true);
        Assert.Equal(["ManifestNotVouchedFor"], Run("Test-SsmSessionLogArchive $args[0] -Certificate $args[1] | Where-Object Status -eq Fail", Archive, other).Texts("RuleId"));
        AssertOpenSslVerifies(certificate);

        var manifest = Path.Combine(Archive, "manifest-000001.jsonl");
        var signature = File.ReadAllBytes(manifest + ".p7s");
        for (var at = 0; at < 100; at += 3)
        {
            var changed = (byte[])signature.Clone();
            changed[at] ^= 1;
            File.WriteAllBytes(manifest + ".p7s", changed);
            Assert.Contains("SignatureBroken", Run("Test-SsmSessionLogArchive $args[0] | Where-Object Status -eq Fail", Archive).Texts("RuleId"));
        }

        File.Delete(manifest + ".p7s");
        Assert.Equal(["SignatureBroken"], Run("Test-SsmSessionLogArchive $args[0] | Where-Object Status -eq Fail", Archive).Texts("RuleId"));
    }

    [Fact]
    public async Task A_time_stamp_of_openssl_says_when_the_signature_was_there()
    {
        var openssl = OpenSsl();
        using var certificate = Certificate("CN=Evidence");
        using var authority = await TimestampAuthority.StartAsync(openssl, _folder);

        var saved = Run($"{Report} $report | Save-SsmSessionLog $args[0] -Certificate $args[1] -TimestampServer $args[2]", Archive, certificate, authority.Url).Single;

        Assert.Equal(1, authority.Asked);
        Assert.InRange((DateTimeOffset)saved.Get("Timestamp")!, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.True(Run("Test-SsmSessionLogArchive $args[0] -Certificate $args[1] -Quiet", Archive, certificate).Single.BaseObject is true);
        AssertOpenSslVerifies(certificate);
        authority.Refuses = true;
        Assert.Equal("ManifestNotSigned", Run($"{Report} $report | Save-SsmSessionLog $args[0] -Certificate $args[1] -TimestampServer $args[2]", Archive, certificate, authority.Url).ErrorId);
        Assert.False(File.Exists(Path.Combine(Archive, "manifest-000002.jsonl")));
    }

    [Fact]
    public void A_key_in_KMS_signs_and_nothing_but_its_public_half_is_asked_for_to_check()
    {
        var saved = Run($"{Report} $report | Save-SsmSessionLog $args[0] -SigningKeyId alias/evidence", Archive).Single;

        Assert.EndsWith($"key/{Seeds.EvidenceKeyId}", saved.Text("SignedBy"), StringComparison.Ordinal);
        var calls = Sandbox.Calls.All.Count;
        Assert.True(Run("Test-SsmSessionLogArchive $args[0] -SigningKeyId alias/evidence -Quiet", Archive).Single.BaseObject is true);
        Assert.Equal(["GetPublicKey"], Operations.Skip(calls));
        Assert.Equal(
            ["ManifestNotVouchedFor"],
            Run("Test-SsmSessionLogArchive $args[0] -SigningKeyId alias/session-manager-rsa | Where-Object Status -eq Fail", Archive).Texts("RuleId"));
    }

    private static X509Certificate2 Certificate(string subject, bool stampsTime = false)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        if (stampsTime)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], critical: true));
        }

        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static string OpenSsl()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "openssl")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, "openssl is not on PATH: signatures are not checked by another program here.");
        return path;
    }

    private void AssertOpenSslVerifies(X509Certificate2 certificate)
    {
        var pem = Path.Combine(_folder.FullName, "signer.pem");
        File.WriteAllText(pem, certificate.ExportCertificatePem());
        var manifest = Path.Combine(Archive, "manifest-000001.jsonl");
        var (code, error) = RunProgram(
            OpenSsl(), "cms", "-verify", "-binary", "-inform", "DER", "-in", manifest + ".p7s", "-content", manifest, "-CAfile", pem, "-purpose", "any", "-out", Path.Combine(_folder.FullName, "content"));
        Assert.True(code == 0, error);
    }

    private static (int Code, string Error) RunProgram(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error + output.GetAwaiter().GetResult());
    }

    /// <summary>openssl's own time stamping, behind HTTP.</summary>
    private sealed class TimestampAuthority : IDisposable
    {
        private readonly System.Net.HttpListener _listener = new();
        private readonly string _openssl;
        private readonly string _folder;

        private TimestampAuthority(string openssl, string folder) => (_openssl, _folder) = (openssl, folder);

        public string Url { get; private set; } = "";

        public int Asked { get; private set; }

        public bool Refuses { get; set; }

        public static Task<TimestampAuthority> StartAsync(string openssl, DirectoryInfo folder)
        {
            var authority = new TimestampAuthority(openssl, folder.CreateSubdirectory("authority").FullName);
            using var certificate = Certificate("CN=Time", stampsTime: true);
            authority.Write("tsa.pem", certificate.ExportCertificatePem());
            authority.Write("tsa.key", certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
            authority.Write("serial", "01\n");
            authority.Write("ts.cnf", $"""
                [tsa]
                default_tsa = tsa1
                [tsa1]
                serial = {Path.Combine(authority._folder, "serial")}
                signer_cert = {Path.Combine(authority._folder, "tsa.pem")}
                signer_key = {Path.Combine(authority._folder, "tsa.key")}
                signer_digest = sha256
                default_policy = 1.2.3.4.1
                digests = sha256
                ess_cert_id_alg = sha256
                """);
            authority.Listen();
            return Task.FromResult(authority);
        }

        public void Dispose() => _listener.Close();

        private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

        private void Listen()
        {
            using (var probe = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0))
            {
                probe.Start();
                Url = $"http://127.0.0.1:{((System.Net.IPEndPoint)probe.LocalEndpoint).Port}/";
            }

            _listener.Prefixes.Add(Url);
            _listener.Start();
            _ = Task.Run(AnswerAsync);
        }

        private async Task AnswerAsync()
        {
            while (_listener.IsListening)
            {
                var context = await _listener.GetContextAsync();
                Asked++;
                var (request, response) = (Path.Combine(_folder, "request"), Path.Combine(_folder, "response"));
                using (var file = File.Create(request))
                {
                    await context.Request.InputStream.CopyToAsync(file);
                }

                context.Response.StatusCode = Refuses ? 503 : 200;
                if (!Refuses)
                {
                    RunProgram(_openssl, "ts", "-reply", "-queryfile", request, "-config", Path.Combine(_folder, "ts.cnf"), "-out", response);
                    await context.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(response));
                }

                context.Response.Close();
            }
        }
    }
}
