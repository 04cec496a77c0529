static void at_random(World *world, uint64_t seed, size_t calls) {
    Random random = {seed};
    while (calls-- > 0) {
        RANDOM[below(&random, FUNCTIONS)](world, &random);
    }
}

/* What one of the threads does, with the same objects as the others. */
typedef struct {
    World *world;
    uint64_t seed;
    size_t calls;
} Share;

static void *work(void *argument) {
    Share *share = (Share *)argument;
    one_missing(share->world);
    at_random(share->world, share->seed, share->calls);
    return NULL;
}

int main(int count, char **arguments) {
    enum { THREADS = 8 };
    World world;
    pthread_t threads[THREADS];
    Share shares[THREADS];
    size_t calls;
    size_t calls_a_thread;
    size_t index;
    must(count == 5, "torture VECTORS CALLS CALLS_A_THREAD STORE");
    calls = (size_t)strtoul(arguments[2], NULL, 10);
    calls_a_thread = (size_t)strtoul(arguments[3], NULL, 10);

    make_world(&world, arguments[1], arguments[4]);
    nothing(&world);
    zero_length(&world);
    beyond(&world);
    one_missing(&world);
    at_random(&world, 20260401, calls);
    for (index = 0; index < THREADS; index++) {
        shares[index].world = &world;
        shares[index].seed = 1 + index;
        shares[index].calls = calls_a_thread;
        must(pthread_create(&threads[index], NULL, work, &shares[index]) == 0, "pthread_create");
    }
    for (index = 0; index < THREADS; index++) {
        must(pthread_join(threads[index], NULL) == 0, "pthread_join");
    }
    free_world(&world);
    printf("%d functions, %lu calls at random, %d threads with %lu each\n", (int)FUNCTIONS,
           (unsigned long)calls, (int)THREADS, (unsigned long)calls_a_thread);
    return 0;
}
