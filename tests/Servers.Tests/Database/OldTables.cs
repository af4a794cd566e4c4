namespace Orchestrator.Servers.Tests.Database;

/// <summary>What versions without migrations made, as pg_dump wrote it, with a row in each schema.</summary>
internal static class OldTables
{
    public const string Sql = """
        CREATE SCHEMA learning;
        CREATE SCHEMA worker;
        CREATE TABLE learning.feedback (
            "FeedbackId" uuid NOT NULL,
            "RunId" character varying(512) NOT NULL,
            "GivenAtUnixMs" bigint NOT NULL,
            "Score" double precision NOT NULL,
            "Kind" character varying(512) NOT NULL
        );
        CREATE TABLE learning.outcomes (
            "OutcomeId" uuid NOT NULL,
            "RunId" character varying(512) NOT NULL,
            "Attempt" integer NOT NULL,
            "FinishedAtUnixMs" bigint NOT NULL,
            "Task" character varying(512) NOT NULL,
            "Language" character varying(512) NOT NULL,
            "Strategy" character varying(512) NOT NULL,
            "Model" character varying(512) NOT NULL,
            "Replica" character varying(512) NOT NULL,
            "Propensity" double precision NOT NULL,
            "Result" character varying(512) NOT NULL,
            "FirstTokenMs" double precision,
            "DurationMs" double precision NOT NULL,
            "PromptTokens" integer NOT NULL,
            "OutputTokens" integer NOT NULL,
            "Simulated" boolean NOT NULL
        );
        CREATE TABLE worker.leases (
            replica character varying(64) NOT NULL,
            worker character varying(64) NOT NULL,
            address character varying(512) NOT NULL,
            epoch bigint NOT NULL,
            expires_at timestamp with time zone NOT NULL,
            version bigint NOT NULL
        );
        ALTER TABLE ONLY learning.feedback ADD CONSTRAINT "PK_feedback" PRIMARY KEY ("FeedbackId");
        ALTER TABLE ONLY learning.outcomes ADD CONSTRAINT "PK_outcomes" PRIMARY KEY ("OutcomeId");
        ALTER TABLE ONLY worker.leases ADD CONSTRAINT "PK_leases" PRIMARY KEY (replica);
        CREATE INDEX "IX_feedback_RunId" ON learning.feedback USING btree ("RunId");
        CREATE INDEX "IX_outcomes_FinishedAtUnixMs" ON learning.outcomes USING btree ("FinishedAtUnixMs");
        CREATE INDEX "IX_outcomes_RunId" ON learning.outcomes USING btree ("RunId");
        """;

    public const string Outcome =
        "INSERT INTO learning.outcomes VALUES (gen_random_uuid(), 'run-1', 1, 4102444800000, 'code', 'ko', 'single', "
        + "'qwen3:8b', 'sim-1', 1.0, 'completed', NULL, 2000.0, 10, 20, true)";

    public const string Lease =
        "INSERT INTO worker.leases VALUES ('gpu-9', 'worker-9', 'http://127.0.0.1:1', 41, '2025-01-01 00:00:00+00', 7)";
}
